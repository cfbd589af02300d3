# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
SHELL ["powershell", "-Command"]
WORKDIR C:\app
ENV A=b`
c D=`$e
COPY a `
  # between

  C:\app\
CMD node server.js
