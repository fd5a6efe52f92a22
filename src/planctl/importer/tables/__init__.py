"""The tables of a document → those that are the plan, as one."""
