"""A plan as what every renderer draws: rows, cells, merges, typography, the parts of an official document;
`sheet/`: what concerns a unit."""
