"""How the service is: what must beat, what is counted, and the small server at which both are asked for."""
