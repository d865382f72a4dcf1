"""The code tables that come with the product: divisions, occupations, industries, real job titles."""
