"""What the options of the command line mean: plans, units and tasks, periods, layouts, files to write."""
