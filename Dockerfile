# One static binary, certificates, time zones, and nobody's user. "make image" builds the binary first: an image from
# scratch needs no other image to come from, so it can be built without a registry.
FROM scratch
COPY bin/casebell /casebell
COPY bin/image/etc /etc
COPY bin/image/usr /usr
COPY --chown=65532:65532 bin/image/tmp /tmp
COPY --chown=65532:65532 bin/image/data /data
ENV CASEBELL_LISTEN=0.0.0.0:8080 CASEBELL_STORE=bolt:/data/casebell.db ZONEINFO=/usr/share/zoneinfo.zip
USER 65532:65532
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["/casebell"]
CMD ["serve"]
