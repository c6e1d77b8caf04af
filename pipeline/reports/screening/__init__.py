"""The reports of a screening: a page, a workbook, SARIF and what stands on the terminal."""
