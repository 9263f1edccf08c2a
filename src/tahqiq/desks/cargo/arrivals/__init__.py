"""What arrives at a post: consignments with what each paper, table and device says of them, side by side."""
