"""The API and the page. Translates HTTP into calls of the workbench; decides nothing about access itself."""
