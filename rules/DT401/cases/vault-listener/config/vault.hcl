storage "file" {
  path = "/vault/file"
}
listener "tcp" {
  address = "127.0.0.1:8200"
  #          ^^^^^^^^^ DT401: `vault` listens on 127.0.0.1 only: nobody outside its container can connect
  tls_disable = true
}
