"""Hands on a network: widgets for JupyterLab and Notebook 7, their page side in parts joined by `frontend`."""
