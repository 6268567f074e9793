"""The pages of labels: print, scan, claim, read messages."""
