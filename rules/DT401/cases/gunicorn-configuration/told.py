import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
#                              ^^^^^^^^^ DT401: `told-nothing` listens on 127.0.0.1 only: nobody outside its container can connect
