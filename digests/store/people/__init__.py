"""Tables of who reads: subscribers, what they follow, had and searched for."""
