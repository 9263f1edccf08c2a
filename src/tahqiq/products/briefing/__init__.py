"""Briefings, reports and slides: composed of text with citations, saved charts, tables and pictures; written
as PDF, DOCX or PPTX."""
