RUN echo early
FORM node:22
FROM node:22 as
FROM node AS 1st
FROM ${A
COPY --form=build a b
COPY --from=$STAGE a b
COPY --link=maybe --chown a b
COPY alone
ENV A
ENV B=c d
ENV C='open
ARG =x
EXPOSE 80 # web
EXPOSE 70000 80/icmp
CMD ["node", 3000]
SHELL bash -c
HEALTHCHECK --interval=30 CMD true
HEALTHCHECK --retries=three CMD true
HEALTHCHECK curl localhost
HEALTHCHECK CMD
HEALTHCHECK NONE at all
WORKDIR
ONBUILD FROM x
ONBUILD RUNN x
   && apt-get update
RUN <<EOF
echo no end
