"""The graph: every link of the workspace as compressed adjacency on disk, walked by class, so that nothing
hidden is in any answer."""
