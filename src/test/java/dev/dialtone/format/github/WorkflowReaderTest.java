package dev.dialtone.format.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.format.ci.JobText;
import dev.dialtone.model.Composition;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowReaderTest {
  private static List<Composition> read(String workflow) {
    return WorkflowReader.read(new SourceFile(new FilePath(".github/workflows/ci.yml"), workflow));
  }

  private static String shown(String workflow) {
    return JobText.of(read(workflow));
  }

  @Test
  void aJobOnTheRunnerIsAClientOnTheHost() {
    assertEquals(
        """
        .github/workflows/ci.yml#test on fresh machine, certain
          test on the host, at 4:14
            CI: 1 at 1:11
            PGHOST: localhost at 6:15
            after, healthy if checked: db at 8:7
            task brief, certain at 17:9
              CI: 1 at 1:11
              PGHOST: localhost at 6:15
            task work, certain at 18:9
              CI: 1 at 1:11
              PGHOST: localhost at 6:15
              PGPORT: 5433 at 20:19
              runs: psql -c 'select 1' at 18:14
          db
            image: postgres:17 at 9:16
            POSTGRES_PASSWORD: secret at 11:30
            port 5433 to 5432: 5433:5432 at 12:18
            port any to 80: 80/tcp at 12:30
            alias: base at 15:27
            health: pg_isready -U postgres at 14:25
        """,
        shown(
            """
            env: {CI: 1}
            jobs:
              test:
                runs-on: ubuntu-latest
                env:
                  PGHOST: localhost
                services:
                  db:
                    image: postgres:17
                    env:
                      POSTGRES_PASSWORD: secret
                    ports: ["5433:5432", 80/tcp]
                    options: >-
                      --health-cmd "pg_isready -U postgres" --health-interval 5s
                      --network-alias=base
                steps:
                  - uses: actions/checkout@v4
                  - run: psql -c 'select 1'
                    env:
                      PGPORT: 5433
            """));
  }

  @Test
  void aJobInAContainerIsOnTheNetworkOfItsServices() {
    assertEquals(
        """
        .github/workflows/ci.yml#test on somebodys machine, probable
          test
            image: node:22 at 5:14
            REDIS_URL: redis://cache at 6:24
            after, healthy if checked: cache at 9:7
            host: mail at 7:27
            task work, certain at 11:14
              REDIS_URL: redis://cache at 6:24
              runs: npm test at 11:19
          cache
            image: redis:8 at 9:23
            command: redis-server at 9:42
            command: --port at 9:55
            command: 6380 at 9:62
        """,
        shown(
            """
            jobs:
              test:
                runs-on: [self-hosted, linux]
                container:
                  image: node:22
                  env: {REDIS_URL: redis://cache}
                  options: --add-host mail:10.0.0.1
                services:
                  cache: {image: "redis:8", command: redis-server --port 6380}
                  idle: {image: ""}
                steps: [{run: npm test}]
            """));
  }

  @Test
  void aContainerMayBeNamedInOneWord() {
    assertEquals(
        """
        .github/workflows/ci.yml#test on somebodys machine, probable
          test
            image: node:22 at 1:27
            after, healthy if checked: db at 1:48
          db
            image: mysql at 1:60
        """,
        shown("jobs: {test: {container: 'node:22', services: {db: {image: mysql}}}}"));
  }

  @Test
  void expressionsStandForWhatTheWorkflowTells() {
    assertEquals(
        """
        .github/workflows/ci.yml#test on fresh machine, certain
          test on the host, at 4:14
            PORT: 5433 at 1:13
            A: …/x/… at 6:10
            after, healthy if checked: db at 8:7
            after, healthy if checked: cache at 11:7
            task work, certain at 15:9
              PORT: 5433 at 1:13
              A: …/x/… at 6:10
              B: 5433 at 1:13
              C: … at 18:14
              D: … at 19:14
              runs: test 5433 at 15:14
          db
            image: postgres at 9:16
            port 5433 to 5432: 5433:5432 at 10:18
          cache
            image: redis at 12:16
            port any to 6379: 6379 at 13:17
        """,
        shown(
            """
            env: {PORT: 5433}
            jobs:
              test:
                runs-on: ubuntu-24.04
                env:
                  A: ${{ env.PORT }}/${{ 'x' }}/${{ secrets.KEY }}
                services:
                  db:
                    image: postgres
                    ports: ["${{ env.PORT }}:5432"]
                  cache:
                    image: redis
                    ports: [6379]
                steps:
                  - run: test ${{ job.services.db.ports[5432] }}
                    env:
                      B: ${{ job.services.db.ports['5432'] }}
                      C: ${{ job.services.cache.ports['6379'] }}
                      D: ${{ github.event_name == 'push' && '}}' || 'b' }}
            """));
  }

  @Test
  void theMatrixGivesOneProjectForEachValueThatContainersSee() {
    assertEquals(
        """
        .github/workflows/ci.yml#test (postgres)
        .github/workflows/ci.yml#test (mysql, 3306)
        .github/workflows/ci.yml#test (mariadb, 3307)""",
        JobText.names(
            read(
                """
                jobs:
                  test:
                    strategy:
                      matrix:
                        go: [1, 2, 3]
                        db: [postgres, mysql]
                        exclude: [{go: 1, db: mysql}]
                        include:
                          - {db: mysql, port: 3306}
                          - {db: mariadb, port: 3307, go: 3}
                    services:
                      db: {image: "${{ matrix.db }}", ports: ["${{ matrix.port }}:1"]}
                """)));
  }

  @Test
  void aConditionOnTheMatrixDecidesWhichStepsRun() {
    assertEquals(
        """
        .github/workflows/ci.yml#test (a) on somebodys machine, probable
          test on the host, at 2:3
            after, healthy if checked: db at 4:16
            task work, certain at 6:10
              runs: one at 6:39
            task work, probable at 9:10
              runs: four at 9:40
          db
            image: a at 3:30
        .github/workflows/ci.yml#test (b) on somebodys machine, probable
          test on the host, at 2:3
            after, healthy if checked: db at 4:16
            task work, certain at 7:10
              runs: two at 7:58
            task work, probable at 9:10
              runs: four at 9:40
          db
            image: b at 3:33
        """,
        shown(
            """
            jobs:
              test:
                strategy: {matrix: {db: [a, b]}}
                services: {db: {image: "${{ matrix.db }}"}}
                steps:
                  - {if: "matrix.db == 'A'", run: one}
                  - {if: "${{ matrix.db != 'a' && always() }}", run: two}
                  - {if: failure(), run: three}
                  - {if: "github.ref == 'x'", run: four}
            """));
  }

  @Test
  void whatAStepSetsForLaterOnesIsUnknown() {
    assertEquals(
        """
        .github/workflows/ci.yml#test on somebodys machine, probable
          test on the host, at 2:3
            HOST: a at 3:17
            KEPT: b at 3:26
            after, healthy if checked: db at 4:16
            task work, certain at 6:9
              HOST: a at 3:17
              KEPT: b at 3:26
              runs: echo "HOST=$(hostname)" >> $GITHUB_ENV at 6:14
            task work, certain at 7:9
              HOST: … at 6:20
              KEPT: b at 3:26
              runs: two at 7:14
            task work, certain at 8:9
              HOST: c at 9:21
              KEPT: b at 3:26
              runs: three at 8:14
          db
            image: redis at 4:28
        """,
        shown(
            """
            jobs:
              test:
                env: {HOST: a, KEPT: b}
                services: {db: {image: redis}}
                steps:
                  - run: echo "HOST=$(hostname)" >> $GITHUB_ENV
                  - run: two
                  - run: three
                    env: {HOST: c}
            """));
  }

  @Test
  void aJobAndItsServiceMayHaveOneName() {
    assertEquals(
        """
        .github/workflows/ci.yml#redis on somebodys machine, probable
          redis (job) on the host, at 1:8
            after, healthy if checked: redis at 1:27
          redis
            image: redis at 1:42
        """,
        shown("jobs: {redis: {services: {redis: {image: redis}}}}"));
  }

  @Test
  void whatTheStepsStartMakesTheMachineBusy() {
    assertEquals(
        """
        .github/workflows/ci.yml#test on busy machine, certain
          test on the host, at 3:14
            after, healthy if checked: db at 4:16
            host: … at 2:3
            task work, certain at 6:9
            task work, certain at 7:9
              runs: echo '127.0.0.1 db' | sudo tee -a /etc/hosts at 7:14
            task wait, certain at 8:9
              runs: nc -z localhost 1 at 9:25
            task work, certain at 10:10
          db
            image: redis at 4:28
        """,
        shown(
            """
            jobs:
              test:
                runs-on: ubuntu-latest
                services: {db: {image: redis}}
                steps:
                  - uses: acme/start-mongodb@v1
                  - run: echo '127.0.0.1 db' | sudo tee -a /etc/hosts
                  - uses: nick-fields/retry@v3
                    with: {command: nc -z localhost 1, timeout_minutes: 1}
                  - {run: "Write-Output 1", shell: pwsh}
            """));
  }

  @Test
  void workflowsWithoutServicesAreNoProjects() {
    assertEquals(List.of(), read("jobs: {test: {steps: [{run: docker compose up}]}}"));
    assertEquals(List.of(), read("jobs: {test: {services: {}}}"));
    assertEquals(List.of(), read("jobs: {test: {services: redis}}"));
    assertEquals(
        List.of(), read("jobs: {t: {runs-on: windows-2025, services: {r: {image: redis}}}}"));
  }

  @Test
  void brokenFilesGiveWhatCanBeReadOfThem() {
    assertEquals(List.of(), read("services"));
    assertEquals(List.of(), read("jobs: [services]"));
    assertEquals(List.of(), read("jobs: {t: {services: {r: [image]}}}"));
    assertEquals(
        ".github/workflows/ci.yml#t",
        JobText.names(read("jobs: {t: {services: {r: {image: redis}}, steps: [run, {}, [")));
  }

  @Test
  void workflowsAreKnownByTheirPlace() {
    assertTrue(WorkflowReader.isWorkflow(new FilePath("a/.github/workflows/x.yaml")));
    assertFalse(WorkflowReader.isWorkflow(new FilePath(".github/workflows/x.json")));
    assertFalse(WorkflowReader.isWorkflow(new FilePath(".github/workflows/a/x.yml")));
    assertFalse(WorkflowReader.isWorkflow(new FilePath("workflows/x.yml")));
  }
}
