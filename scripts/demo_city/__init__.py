"""A city to look at: brands, employers, workers and a history that make sense together, made up from a seed."""
