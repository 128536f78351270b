"""Who is due gets an edition: composed, rendered by what the front desk lends, written to the outbox."""
