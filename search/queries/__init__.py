"""What is asked: a typed question becomes an engine-neutral plan of clauses."""
