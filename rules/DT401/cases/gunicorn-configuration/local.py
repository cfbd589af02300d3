bind = ["127.0.0.1:9000", "[::1]:9000"]
#                          ^^^^^ DT401 note: `local` listens on [::1] only: nobody outside its container can connect
#        ^^^^^^^^^ DT401: `local` listens on 127.0.0.1 only: nobody outside its container can connect
