"""What leaves the program: descriptions as JSON, exports, reports. May import casework and below."""
