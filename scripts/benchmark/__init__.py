"""What Laopin costs, beside what its parts cost alone: python -m scripts.benchmark NAME."""
