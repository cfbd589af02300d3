package dev.dialtone.format.gitlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.format.ci.JobText;
import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineReaderTest {
  private static List<Composition> read(String pipeline, Map<String, String> files) {
    return PipelineReader.read(
        new SourceFile(new FilePath(".gitlab-ci.yml"), pipeline), new MemoryWorkspace(files));
  }

  private static String shown(String pipeline) {
    return JobText.of(read(pipeline, Map.of()));
  }

  @Test
  void aJobIsOnTheNetworkOfItsServices() {
    assertEquals(
        """
        .gitlab-ci.yml#test on fresh machine, probable
          test
            image: ruby:3.4 at 4:10
            POSTGRES_DB: shop at 2:16
            DB_HOST: postgres at 5:24
            after, unclear: postgres:17 at 7:7
            after, unclear: registry.example.com:5000/team/cache:2@sha256:1 at 8:13
            task work, certain at 3:1
              POSTGRES_DB: shop at 2:16
              DB_HOST: postgres at 5:24
              runs: bundle install; bundle exec rspec; rake at 13:19
            task work, certain at 3:1
              POSTGRES_DB: shop at 2:16
              DB_HOST: postgres at 5:24
              runs: echo done at 18:7
          postgres
            image: postgres:17 at 7:7
            POSTGRES_DB: shop at 2:16
            DB_HOST: postgres at 5:24
            alias: postgres at 7:7
          cache
            image: registry.example.com:5000/team/cache:2@sha256:1 at 8:13
            POSTGRES_DB: shop at 2:16
            DB_HOST: postgres at 5:24
            MODE: fast at 12:25
            alias: cache at 9:14
            alias: redis at 9:20
            alias: registry.example.com__team__cache at 8:13
            alias: registry.example.com-team-cache at 8:13
            command: redis-server at 10:17
            command: --port at 10:31
            command: 6380 at 10:40
            entrypoint: /run.sh at 11:20
        """,
        shown(
            """
            variables:
              POSTGRES_DB: shop
            test:
              image: ruby:3.4
              variables: {DB_HOST: postgres}
              services:
                - postgres:17
                - name: registry.example.com:5000/team/cache:2@sha256:1
                  alias: cache,redis
                  command: [redis-server, --port, "6380"]
                  entrypoint: [/run.sh]
                  variables: {MODE: fast}
              before_script: [bundle install]
              script:
                - bundle exec rspec
                - - rake
              after_script:
                - echo done
            """));
  }

  @Test
  void jobsTakeWhatTheyDoNotSayFromTheDefaults() {
    assertEquals(
        """
        .gitlab-ci.yml#one on fresh machine, probable
          one
            image: node:22 at 2:10
            after, unclear: redis at 3:14
            task work, certain at 5:1
              runs: npm ci; npm test at 4:17
          redis
            image: redis at 3:14
            alias: redis at 3:14
        .gitlab-ci.yml#three on fresh machine, probable
          three
            image: node:20 at 7:44
            after, unclear: redis at 3:14
            task work, certain at 7:1
              runs: npm test at 7:18
          redis
            image: redis at 3:14
            alias: redis at 3:14
        """,
        shown(
            """
            default:
              image: node:22
              services: [redis]
            before_script: [npm ci]
            one: {script: [npm test]}
            two: {script: [npm test], services: []}
            three: {script: [npm test], image: {name: "node:20"}, inherit: {default: [services]}}
            four: {script: [npm test], inherit: {default: false}}
            """));
  }

  @Test
  void jobsExtendOthersAndReferToTheirParts() {
    assertEquals(
        """
        .gitlab-ci.yml#first on fresh machine, probable
          first
            A: base at 3:18
            B: more at 9:18
            D: own at 12:18
            after, unclear: mysql:8 at 2:14
            task work, certain at 10:1
              A: base at 3:18
              B: more at 9:18
              D: own at 12:18
              runs: one; two; three at 5:12
          mysql
            image: mysql:8 at 2:14
            A: base at 3:18
            B: more at 9:18
            D: own at 12:18
            alias: mysql at 2:14
        .gitlab-ci.yml#second on fresh machine, probable
          second
            C: setup at 6:18
            after, unclear: mysql:8 at 2:14
            task work, certain at 16:1
              C: setup at 6:18
              runs: four at 19:11
          mysql
            image: mysql:8 at 2:14
            C: setup at 6:18
            alias: mysql at 2:14
        """,
        shown(
            """
            .base: &base
              services: [mysql:8]
              variables: {A: base, B: base}
            .setup:
              script: [one, two]
              variables: {C: setup}
            .more:
              extends: .base
              variables: {B: more}
            first:
              extends: [.more]
              variables: {D: own}
              script:
                - !reference [.setup, script]
                - three
            second:
              <<: *base
              variables: !reference [.setup, variables]
              script: four
            third: {extends: .nowhere, services: [redis], script: five}
            """));
  }

  @Test
  void variablesStandForWhatThePipelineTells() {
    assertEquals(
        """
        .gitlab-ci.yml#test on fresh machine, probable
          test
            VERSION: … at 12:19
            IMAGE: postgres:… at 3:19
            SELF: … at 4:9
            PRICE: $5 at 10:23
            WHERE: …… at 10:37
            after, unclear: $IMAGE at 7:7
            after, unclear: ${REGISTRY}/db:$VERSION at 8:7
            after, unclear: $CI_IMAGE at 9:15
            task work, certain at 5:1
              VERSION: … at 12:19
              IMAGE: postgres:… at 3:19
              SELF: … at 4:9
              PRICE: $5 at 10:23
              WHERE: …… at 10:37
              runs: test at 13:12
          postgres
            image: postgres:… at 7:7
            VERSION: … at 12:19
            IMAGE: postgres:… at 3:19
            SELF: … at 4:9
            PRICE: $5 at 10:23
            WHERE: …… at 10:37
            alias: postgres at 3:19
          …/db:…
            image: …/db:… at 8:7
            VERSION: … at 12:19
            IMAGE: postgres:… at 3:19
            SELF: … at 4:9
            PRICE: $5 at 10:23
            WHERE: …… at 10:37
            alias: … at 8:7
          db-…
            image: … at 9:15
            VERSION: … at 12:19
            IMAGE: postgres:… at 3:19
            SELF: … at 4:9
            PRICE: $5 at 10:23
            WHERE: …… at 10:37
            alias: db-… at 9:35
            alias: … at 9:15
        """,
        shown(
            """
            variables:
              VERSION: "17"
              IMAGE: {value: "postgres:$VERSION", description: The database}
              SELF: $SELF
            test:
              services:
                - $IMAGE
                - ${REGISTRY}/db:$VERSION
                - {name: "$CI_IMAGE", alias: "db-$VERSION"}
              variables: {PRICE: "$$5", WHERE: "${VERSION}$OTHER"}
              rules:
                - variables: {VERSION: "16"}
              script: [test]
            """));
  }

  @Test
  void variablesMayBeLeftBehind() {
    assertEquals(
        """
        .gitlab-ci.yml#none on fresh machine, probable
          none
            after, unclear: redis at 2:48
            task work, certain at 2:1
              runs: x at 2:65
          redis
            image: redis at 2:48
            alias: redis at 2:48
        .gitlab-ci.yml#some on fresh machine, probable
          some
            B: b at 1:22
            after, unclear: redis at 3:46
            task work, certain at 3:1
              B: b at 1:22
              runs: x at 3:63
          redis
            image: redis at 3:46
            B: b at 1:22
            alias: redis at 3:46
        .gitlab-ci.yml#many on fresh machine, probable
          many
            A: … at 5:24
            B: b at 1:22
            after, unclear: redis at 6:14
            task work, certain at 4:1
              A: … at 5:24
              B: b at 1:22
              runs: x at 7:12
          redis
            image: redis at 6:14
            A: … at 5:24
            B: b at 1:22
            alias: redis at 6:14
        """,
        shown(
            """
            variables: {A: a, B: b}
            none: {inherit: {variables: false}, services: [redis], script: [x]}
            some: {inherit: {variables: [B]}, services: [redis], script: [x]}
            many:
              parallel: {matrix: [{A: [1, 2]}]}
              services: [redis]
              script: [x]
            """));
  }

  @Test
  void localFilesAreIncludedAndTheIncludingOneHasTheLastWord() {
    assertEquals(
        """
        .gitlab-ci.yml#test on fresh machine, probable
          test
            A: main at 7:18
            B: b at 2:43
            after, unclear: redis at 2:20
            task work, certain at 5:1
              A: main at 7:18
              B: b at 2:43
              runs: x at 2:18
          redis
            image: redis at 2:20
            A: main at 7:18
            B: b at 2:43
            alias: redis at 2:20
        """,
        JobText.of(
            read(
                """
                include:
                  - local: /ci/base.yml
                  - https://example.com/ci.yml
                  - ci/missing.yml
                test:
                  extends: .base
                  variables: {A: main}
                """,
                Map.of(
                    "ci/base.yml",
                    "include: {local: ci/more.yml}\n.base: {script: [x], variables: {A: b, B: b}}\n",
                    "ci/more.yml",
                    "include: ci/base.yml\n.base: {services: [redis], script: [y]}\n"))));
  }

  @Test
  void twoServicesOfOneImageAreTwo() {
    assertEquals(
        """
        .gitlab-ci.yml#t on fresh machine, probable
          t (job)
            after, unclear: redis at 1:16
            after, unclear: redis:8 at 1:24
            after, unclear: t at 1:34
            task work, certain at 1:1
              runs: x at 1:47
          redis
            image: redis at 1:16
            alias: redis at 1:16
          redis (2)
            image: redis:8 at 1:24
            alias: redis at 1:24
          t
            image: t at 1:34
            alias: t at 1:34
        """,
        shown("t: {services: [redis, 'redis:8', t], script: [x]}"));
  }

  @Test
  void theDockerClientDialsTheServiceOfThatName() {
    String pipeline = "t: {image: 'docker:28', services: ['docker:28-dind'], script: [x]}\n";
    assertEquals(
        """
        .gitlab-ci.yml#t on fresh machine, probable
          t
            image: docker:28 at 1:13
            DOCKER_HOST: tcp://docker:2375 at 1:37
            after, unclear: docker:28-dind at 1:37
            task work, certain at 1:1
              DOCKER_HOST: tcp://docker:2375 at 1:37
              runs: x at 1:64
          docker
            image: docker:28-dind at 1:37
            alias: docker at 1:37
        """,
        shown(pipeline));
    assertFalse(shown(pipeline + "variables: {DOCKER_TLS_CERTDIR: ''}").contains("tcp://docker"));
  }

  @Test
  void pipelinesWithoutServicesAreNoProjects() {
    assertEquals(List.of(), read("t: {script: [x]}", Map.of()));
    assertEquals(List.of(), read("services: [redis]\n.t: {script: [x]}", Map.of()));
    assertEquals(List.of(), read("services: [redis]\nt: {trigger: {include: x}}", Map.of()));
  }

  @Test
  void brokenFilesGiveWhatCanBeReadOfThem() {
    assertEquals(List.of(), read("services", Map.of()));
    assertEquals(List.of(), read("services: redis\nt: [script]", Map.of()));
    assertEquals(List.of(), read("services: [redis]\nt: {script: [x], extends: t}", Map.of()));
    assertEquals(
        ".gitlab-ci.yml#t",
        JobText.names(
            read("t: {services: [redis, {}, []], script: !reference [t, script", Map.of())));
  }

  @Test
  void pipelinesAreKnownByTheirName() {
    assertTrue(PipelineReader.isPipeline(new FilePath("a/.gitlab-ci.yml")));
    assertFalse(PipelineReader.isPipeline(new FilePath("a/docs.gitlab-ci.yml")));
  }
}
