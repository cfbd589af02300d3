import os

host = "0.0.0.0" if os.environ.get("INSIDE") else "127.0.0.1"
bind = f"{host}:8000"
