package dev.dialtone.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of image references, against the cases of the distribution's specification. */
class ImageReferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          postgres                                     | ''                   | postgres              | ''          | ''
          postgres:16.3-alpine                         | ''                   | postgres              | 16.3-alpine | ''
          bitnami/postgresql:15                        | ''                   | bitnami/postgresql    | 15          | ''
          docker.io/library/redis:7                    | docker.io            | library/redis         | 7           | ''
          localhost/app                                | localhost            | app                   | ''          | ''
          localhost:5000/postgres                      | localhost:5000       | postgres              | ''          | ''
          registry.example.com:5000/group/app:1.2      | registry.example.com:5000 | group/app        | 1.2         | ''
          mcr.microsoft.com/mssql/server:2022-latest   | mcr.microsoft.com    | mssql/server          | 2022-latest | ''
          nginx@sha256:aaaa                            | ''                   | nginx                 | ''          | sha256:aaaa
          ghcr.io/a/b/c:v1@sha256:bbbb                 | ghcr.io              | a/b/c                 | v1          | sha256:bbbb
          …/postgres:16                                | …                    | postgres              | 16          | ''
          postgres:…                                   | ''                   | postgres              | …           | ''
          …:…                                          | ''                   | …                     | …           | ''
          …                                            | ''                   | …                     | ''          | ''
          my-…-registry/app                            | my-…-registry        | app                   | ''          | ''
          library/mongo:7                              | ''                   | library/mongo         | 7           | ''
          """)
  void takesAReferenceApart(
      String reference, String registry, String path, String tag, String digest) {
    ImageReference parsed = ImageReference.of(Texts.text(reference));

    assertEquals(registry, parsed.registry().toString());
    assertEquals(path, parsed.path().toString());
    assertEquals(tag, parsed.tag().toString());
    assertEquals(digest, parsed.digest().toString());
    assertEquals(reference, parsed.toString());
  }

  @Test
  void everyPartKeepsItsPlace() {
    ImageReference parsed = ImageReference.of(Texts.text("quay.io/org/app:1.2@sha256:cc"));

    assertEquals(0, parsed.registry().span().start());
    assertEquals(8, parsed.path().span().start());
    assertEquals(15, parsed.path().span().end());
    assertEquals(16, parsed.tag().span().start());
    assertEquals(20, parsed.digest().span().start());
    assertEquals(29, parsed.digest().span().end());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          test_com                     | true
          test.com:tag                 | true
          test.com/repo:tag            | true
          test:5000/repo               | true
          a--b                         | true
          a__b                         | true
          a___b                        | false
          a..b                         | false
          a._b                         | false
          -a                           | false
          a-                           | false
          a//b                         | false
          a/                           | false
          Postgres                     | false
          lower/UPPER                  | false
          repo:                        | true
          repo:-dash                   | false
          repo:UPPER_ok.1              | true
          …/postgres                   | true
          postgres:…-alpine            | true
          repo@sha256:00000000000000000000000000000000 | true
          repo@sha256:00               | false
          repo@sha256:zz000000000000000000000000000000 | false
          """)
  void knowsWhatTheGrammarAllows(String reference, boolean wellFormed) {
    assertEquals(wellFormed, ImageReference.of(Texts.text(reference)).wellFormed());
  }

  @Test
  void namesAndTagsHaveAGreatestLength() {
    assertEquals(true, ImageReference.of(Texts.text("a".repeat(255))).wellFormed());
    assertEquals(false, ImageReference.of(Texts.text("a".repeat(256))).wellFormed());
    assertEquals(true, ImageReference.of(Texts.text("a:" + "t".repeat(128))).wellFormed());
    assertEquals(false, ImageReference.of(Texts.text("a:" + "t".repeat(129))).wellFormed());
  }
}
