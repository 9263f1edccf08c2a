"""What has to be done in time at this desk."""
