"""What readers write -> values: subjects, filters, places, clocks, times, pauses, languages."""
