"""What is indexed: for each index its document, its fields, and how one becomes the other."""
