#!/bin/sh
for user in $USERS; do createuser "$user"; done
