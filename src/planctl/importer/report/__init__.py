"""PLN6xx: what import did not understand, or wants to be looked at."""
