package dev.dialtone.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.dialtone.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandTest {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  private static ServerCommand command(String line) {
    return CATALOGUE.server(Texts.words(line));
  }

  private static ServerCommand.Listens listens(String line) {
    return assertInstanceOf(ServerCommand.Listens.class, command(line), line);
  }

  /** {@code ALL:80}: scope and port, {@code ?} for a port that cannot be read, - for none said. */
  static String describe(Listening listening) {
    ListenPort port = listening.port();
    String number =
        port instanceof ListenPort.Default own
            ? own.first() == own.last() ? "" + own.first() : own.first() + "-" + own.last()
            : port instanceof ListenPort.Given given
                ? "" + given.port()
                : port instanceof ListenPort.Unreadable ? "?" : "-";
    String scope = listening.bind().scope() + ":" + number;
    return listening.protocol() == Protocol.UDP ? scope + "/udp" : scope;
  }

  private static String describe(ServerCommand.Listens listens) {
    return listens.listeners().stream()
        .filter(l -> l.on() || l.bind().scope() == Bind.Scope.OFF)
        .map(ServerCommandTest::describe)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          flask run                                             | flask run          | LOOPBACK_IPV4:5000
          flask --app hello run --host 0.0.0.0 -p 5001          | flask run          | ALL_IPV4:5001
          flask run --host=0.0.0.0 --port=80                    | flask run          | ALL_IPV4:80
          flask run -h 127.0.0.1 -p5002                         | flask run          | LOOPBACK_IPV4:5002
          python -m flask run --host=::                         | flask run          | ALL:5000
          python3.11 -u -m flask --debug run                    | flask run          | LOOPBACK_IPV4:5000
          poetry run flask run -h 0.0.0.0                       | flask run          | ALL_IPV4:5000
          python manage.py runserver                            | django runserver   | LOOPBACK_IPV4:8000
          python manage.py runserver 8001                       | django runserver   | LOOPBACK_IPV4:8001
          python manage.py runserver 0.0.0.0:8002               | django runserver   | ALL_IPV4:8002
          python manage.py runserver 0:8003                     | django runserver   | ALL_IPV4:8003
          ./manage.py runserver --noreload [::]:8004            | django runserver   | ALL:8004
          python src/manage.py runserver --settings app.dev 0.0.0.0:8005 | django runserver | ALL_IPV4:8005
          django-admin runserver 127.0.0.1:8006                 | django runserver   | LOOPBACK_IPV4:8006
          uvicorn main:app                                      | uvicorn            | LOOPBACK_IPV4:8000
          uvicorn main:app --host 0.0.0.0 --port 80 --reload    | uvicorn            | ALL_IPV4:80
          uvicorn main:app --uds /tmp/app.sock                  | uvicorn            | UNIX_SOCKET:8000
          /venv/bin/uvicorn main:app --host=…                   | uvicorn            | UNKNOWN:8000
          …/bin/uvicorn main:app --port …                       | uvicorn            | LOOPBACK_IPV4:?
          uv run uvicorn main:app --host localhost              | uvicorn            | LOOPBACK:8000
          gunicorn app:app                                      | gunicorn           | LOOPBACK_IPV4:8000
          gunicorn -b 0.0.0.0:8080 app:app                      | gunicorn           | ALL_IPV4:8080
          gunicorn --bind=:8081 app:app                         | gunicorn           | ALL_IPV4:8081
          gunicorn -b 0.0.0.0 app:app                           | gunicorn           | ALL_IPV4:8000
          gunicorn -b127.0.0.1:8082 app:app                     | gunicorn           | LOOPBACK_IPV4:8082
          gunicorn -b 127.0.0.1:8083 -b [::]:8084 app:app       | gunicorn           | LOOPBACK_IPV4:8083 ALL:8084
          gunicorn -b unix:/run/app.sock app:app                | gunicorn           | UNIX_SOCKET:8000
          gunicorn -w 4 -k uvicorn.workers.UvicornWorker -b tcp://0.0.0.0:8085 app:app | gunicorn | ALL_IPV4:8085
          gunicorn -b … app:app                                 | gunicorn           | UNKNOWN:?
          gunicorn -b 0.0.0.0:… app:app                         | gunicorn           | ALL_IPV4:?
          gunicorn … app:app                                    | gunicorn           | UNKNOWN:-
          hypercorn app:app -b 0.0.0.0:8010                     | hypercorn          | ALL_IPV4:8010
          daphne -b 0.0.0.0 -p 8011 app.asgi:application        | daphne             | ALL_IPV4:8011
          fastapi dev main.py                                   | fastapi dev        | LOOPBACK_IPV4:8000
          fastapi run main.py --port 8012                       | fastapi run        | ALL_IPV4:8012
          streamlit run app.py --server.port=8502 --server.address=127.0.0.1 | streamlit | LOOPBACK_IPV4:8502
          jupyter lab --ip=* --port=8889 --allow-root           | jupyter            | ALL:8889
          jupyter notebook                                      | jupyter            | LOOPBACK:8888
          python -m http.server                                 | python http.server | ALL:8000
          python3 -m http.server 8013 --bind 127.0.0.1          | python http.server | LOOPBACK_IPV4:8013
          celery -A proj flower --port=5556                     | celery flower      | ALL:5556
          tensorboard --logdir runs --bind_all                  | tensorboard        | ALL:6006
          mkdocs serve -a 0.0.0.0:8014                          | mkdocs serve       | ALL_IPV4:8014
          uwsgi --http :8015 --module app                       | uwsgi              | ALL:8015
          uwsgi --socket 0.0.0.0:3031 --http 0.0.0.0:8016       | uwsgi              | ALL_IPV4:8016 ALL_IPV4:3031
          vite                                                  | vite dev           | LOOPBACK:5173
          npx vite --host                                       | vite dev           | ALL:5173
          vite --host --port 3001                               | vite dev           | ALL:3001
          pnpm exec vite dev --host 0.0.0.0                     | vite dev           | ALL_IPV4:5173
          yarn vite --host localhost                            | vite dev           | LOOPBACK:5173
          node_modules/.bin/vite --host=true                    | vite dev           | ALL:5173
          node node_modules/vite/bin/vite.js --port 3002        | vite dev           | LOOPBACK:3002
          vite preview --port 4174                              | vite preview       | LOOPBACK:4174
          webpack serve --host 127.0.0.1                        | webpack-dev-server | LOOPBACK_IPV4:8080
          next                                                  | next dev           | ALL:3000
          next dev -p 3003 -H 127.0.0.1                         | next dev           | LOOPBACK_IPV4:3003
          npx next start --port 3004                            | next start         | ALL:3004
          nuxt dev --host                                       | nuxt dev           | ALL:3000
          node .output/server/index.mjs                         | nitro              | ALL:3000
          astro dev --host 0.0.0.0                              | astro              | ALL_IPV4:4321
          ng serve                                              | ng serve           | LOOPBACK:4200
          npx ng serve --host 0.0.0.0 --poll 2000               | ng serve           | ALL_IPV4:4200
          serve -s build -l 3005                                | serve              | ALL:3005
          npx serve -l tcp://127.0.0.1:3006 dist                | serve              | LOOPBACK_IPV4:3006
          http-server -a 0.0.0.0 -p 8017 dist                   | http-server        | ALL_IPV4:8017
          json-server --watch db.json --port 3007               | json-server        | LOOPBACK:3007
          bundle exec rails server -b 0.0.0.0 -p 3008           | rails server       | ALL_IPV4:3008
          bin/rails s                                           | rails server       | LOOPBACK:3000
          bundle exec rails s --binding=::1                     | rails server       | LOOPBACK_IPV6:3000
          bundle exec puma -b tcp://0.0.0.0:9293 -C config/puma.rb | puma            | ALL_IPV4:9293
          puma -p 9294                                          | puma               | ALL:9294
          rackup -o 0.0.0.0                                     | rackup             | ALL_IPV4:9292
          jekyll serve -H 0.0.0.0 -P 4001                       | jekyll serve       | ALL_IPV4:4001
          php -S 0.0.0.0:8018 -t public                         | php built-in       | ALL_IPV4:8018
          php -S localhost:8019                                 | php built-in       | LOOPBACK:8019
          php artisan serve                                     | artisan serve      | LOOPBACK_IPV4:8000
          php artisan serve --host=0.0.0.0 --port=8020          | artisan serve      | ALL_IPV4:8020
          php -d memory_limit=1G artisan serve --host 0.0.0.0   | artisan serve      | ALL_IPV4:8000
          php artisan octane:start --host=0.0.0.0               | artisan octane     | ALL_IPV4:8000
          php-fpm8.2 -F                                         | php-fpm            | UNKNOWN:9000
          hugo server --bind 0.0.0.0 -D -p 1314                 | hugo server        | ALL_IPV4:1314
          dotnet run --urls http://0.0.0.0:5001;https://localhost:5002 | dotnet run  | ALL_IPV4:5001 LOOPBACK:5002
          dotnet watch run --urls=http://+:5003                 | dotnet run         | ALL:5003
          dotnet out/App.dll --urls http://*                    | dotnet app         | ALL:80
          ./mvnw spring-boot:run -Dserver.port=8021             | spring boot        | ALL:8021
          postgres                                              | postgres           | LOOPBACK:5432
          postgres -p 5433 -c listen_addresses=*                | postgres           | ALL:5433
          postgres -c port=5434 -c listen_addresses=127.0.0.1,172.18.0.2 | postgres  | LOOPBACK_IPV4:5434 ADDRESS:5434
          postgres --port=5435 --listen-addresses=localhost     | postgres           | LOOPBACK:5435
          postgres -h 0.0.0.0 -c max_connections=200            | postgres           | ALL_IPV4:5432
          postgres -c listen_addresses=                         | postgres           | OFF:5432
          mysqld --port=3307 --bind-address=127.0.0.1           | mysqld             | LOOPBACK_IPV4:3307
          mariadbd --bind_address=0.0.0.0                       | mysqld             | ALL_IPV4:3306
          mysqld --skip-networking                              | mysqld             | OFF:3306
          mysqld --skip-networking=0                            | mysqld             | ALL:3306
          mongod --replSet rs0 --bind_ip_all --port 27018       | mongod             | ALL:27018
          mongod --bind_ip localhost,mongo1                     | mongod             | LOOPBACK:27017 ADDRESS:27017
          redis-server                                          | redis-server       | ALL:6379
          redis-server --port 6380 --appendonly yes             | redis-server       | ALL:6380
          redis-server /etc/redis.conf --bind 127.0.0.1 -::1    | redis-server       | LOOPBACK_IPV4:6379 LOOPBACK_IPV6:6379
          redis-server --bind * -::* --requirepass x            | redis-server       | ALL_IPV4:6379 ALL_IPV6:6379
          redis-server --PORT 6383                              | redis-server       | ALL:6383
          redis-server --port 0 --tls-port 6381                 | redis-server       | OFF:6379 ALL:6381
          valkey-server --port 6382                             | redis-server       | ALL:6382
          memcached -m 64 -l 127.0.0.1 -p 11212                 | memcached          | LOOPBACK_IPV4:11212
          memcached -vv -U 11213                                | memcached          | UNKNOWN:?
          memcached -U 0 -l ::                                  | memcached          | ALL_IPV6:11211
          memcached -p 0                                        | memcached          | OFF:11211
          postgres -c PORT=5434 -c listen_addresses=::          | postgres           | ALL_IPV6:5434
          postgres -h "" -i                                     | postgres           | ALL:5432
          mysqld --skip-networking --skip-networking=0          | mysqld             | ALL:3306
          memcached -s /tmp/memcached.sock                      | memcached          | UNIX_SOCKET:11211
          etcd --listen-client-urls=http://0.0.0.0:2379         | etcd               | ALL_IPV4:2379 LOOPBACK:2380
          etcd -listen-client-urls http://0.0.0.0:2379,http://0.0.0.0:4001 | etcd    | ALL_IPV4:2379 ALL_IPV4:4001 LOOPBACK:2380
          consul agent -dev -client=0.0.0.0                     | consul agent       | ALL_IPV4:8500 ALL_IPV4:8600/udp UNKNOWN:8300 UNKNOWN:8301
          vault server -dev -dev-listen-address=0.0.0.0:8201    | vault dev          | ALL_IPV4:8201
          vault server -config=/vault/config                    | vault              | UNKNOWN:8200
          nats-server -js -m 8222 -p 4223                       | nats-server        | ALL:4223 ALL:8222
          minio server /data --console-address :9001            | minio server       | ALL:9000 ALL:9001
          minio server --address 127.0.0.1:9002 /data           | minio server       | LOOPBACK_IPV4:9002 ALL:-
          traefik                                               | traefik            | ALL:80
          traefik --api.insecure=true                           | traefik            | ALL:80 ALL:8080
          traefik --api.insecure=false --ping                   | traefik            | ALL:80 ALL:8080
          traefik --api.insecure=false                          | traefik            | ALL:80
          traefik --entrypoints.http.address=:8000 --entrypoints.https.address=:8443 --entrypoints.traefik.address=:8888 | traefik | ALL:8000 ALL:8443 ALL:8888
          traefik --entrypoints.web.address=:8080 --entryPoints.websecure.Address=127.0.0.1:8443 | traefik | ALL:8080 LOOPBACK_IPV4:8443
          prometheus --config.file=/etc/p.yml --web.listen-address=0.0.0.0:9091 | prometheus | ALL_IPV4:9091
          mailcatcher --foreground --ip=0.0.0.0 --http-port 1081 | mailcatcher       | ALL_IPV4:1081 ALL_IPV4:1025
          azurite --blobHost 0.0.0.0 --queuePort 10011          | azurite            | ALL_IPV4:10000 LOOPBACK_IPV4:10011 LOOPBACK_IPV4:10002
          rethinkdb --bind all --driver-port 28016              | rethinkdb          | ALL:28016 ALL:29015 ALL:8080
          nc -lk -p 7000                                        | nc listener        | ALL:7000
          nc -lvp 7001                                          | nc listener        | ALL:7001
          nc -l 7002                                            | nc listener        | ALL:7002
          nc -l 127.0.0.1 7003                                  | nc listener        | LOOPBACK_IPV4:7003
          ollama serve                                          | ollama serve       | LOOPBACK_IPV4:11434
          caddy file-server --listen :8022                      | caddy file-server  | ALL:8022
          npm exec -- vite --host                               | vite dev           | ALL:5173
          bundle exec jekyll serve                              | jekyll serve       | LOOPBACK_IPV4:4000
          """)
  void tellsWhereACommandListens(String line, String server, String listeners) {
    ServerCommand.Listens listens = listens(line);

    assertEquals(server, listens.server().name());
    assertEquals(listeners, describe(listens));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "celery -A proj worker -l info",
        "python manage.py migrate",
        "php artisan queue:work --tries=3",
        "bundle exec sidekiq -C config/sidekiq.yml",
        "bin/rails db:migrate",
        "npx prisma migrate deploy",
        "sleep infinity",
        "tail -f /dev/null",
        "bash",
        "sh -i",
        "pg_isready -h db",
        "airflow scheduler",
        "next build",
        "dotnet ef database update",
      })
  void knowsWhatOpensNoPort(String line) {
    assertInstanceOf(ServerCommand.Silent.class, command(line), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "…",
        "myapp --port 80",
        "python app.py",
        "python -c print(1)",
        "node server.js",
        "bash start.sh",
        "npx",
        "yarn serve",
        "pnpm start",
        "java -jar app.jar",
        "flask",
        "php script.php",
        "-p 80",
        "poetry run",
        "vault status",
        "prefect server services start",
      })
  void leavesAloneWhatItDoesNotKnow(String line) {
    assertEquals(new ServerCommand.Unrecognised(), command(line));
  }

  @Test
  void aValueKeepsItsPlace() {
    Listening listening = listens("uvicorn main:app --host 0.0.0.0 --port=8001").listeners().get(0);

    Bind.Given bind = assertInstanceOf(Bind.Given.class, listening.bind());
    ListenPort.Given port = assertInstanceOf(ListenPort.Given.class, listening.port());
    assertEquals(24, bind.text().span().start());
    assertEquals(31, bind.text().span().end());
    assertEquals(39, port.text().span().start());
    assertEquals(43, port.text().span().end());
  }

  @Test
  void handsOverSettingsAndConfigurationFiles() {
    ServerCommand.Listens listens =
        listens("postgres -c config_file=/etc/pg.conf -c max-connections=200 --shared-buffers=1GB");

    assertEquals(
        List.of("/etc/pg.conf"), listens.configFiles().stream().map(t -> t.chars()).toList());
    assertEquals(
        List.of("config_file=[/etc/pg.conf]", "max_connections=[200]", "shared_buffers=[1GB]"),
        listens.settings().stream().map(s -> s.name() + "=" + s.values()).toList());
  }

  @Test
  void redisDirectivesTakeManyWordsAndTheFirstPlainWordIsTheFile() {
    ServerCommand.Listens listens =
        listens("redis-server /etc/redis.conf --save 60 1 --protected-mode no");

    assertEquals("/etc/redis.conf", listens.configFiles().get(0).chars());
    assertEquals(
        List.of("save=[60, 1]", "protected-mode=[no]"),
        listens.settings().stream().map(s -> s.name() + "=" + s.values()).toList());
  }

  @Test
  void variablesCountWhereNoArgumentDoes() {
    Variables environment =
        Texts.variables(Map.of("UVICORN_HOST", "0.0.0.0", "UVICORN_PORT", "8100"));

    assertEquals("ALL_IPV4:8100", describe(listens("uvicorn main:app").in(environment)));
    assertEquals(
        "ALL_IPV4:8101", describe(listens("uvicorn main:app --port 8101").in(environment)));
    assertEquals(
        "LOOPBACK_IPV4:8100",
        describe(listens("uvicorn main:app --host 127.0.0.1").in(environment)));
  }

  @Test
  void aVariableMayBringAnAddressWithIt() {
    Variables environment = Texts.variables(Map.of("PORT", "8102"));

    assertEquals("ALL_IPV4:8102", describe(listens("gunicorn app:app").in(environment)));
    assertEquals(
        "LOOPBACK_IPV4:8103",
        describe(listens("gunicorn -b 127.0.0.1:8103 app:app").in(environment)));
  }

  @Test
  void anEmptyVariableCountsAsUnset() {
    Variables environment = Texts.variables(Map.of("ASPNETCORE_URLS", ""));

    assertEquals("LOOPBACK:5000", describe(listens("dotnet App.dll").in(environment)));
  }

  @Test
  void aUrlListOpensSeveralPorts() {
    Variables environment =
        Texts.variables(Map.of("ASPNETCORE_URLS", "http://+:8080;https://[::1]:8443"));

    ServerCommand.Listens listens = listens("dotnet App.dll").in(environment);
    assertEquals("ALL:8080 LOOPBACK_IPV6:8443", describe(listens));
    assertEquals(
        List.of("http", "https"), listens.listeners().stream().map(Listening::scheme).toList());
  }

  @Test
  void anImageGivesItsDefaultsToTheServerItStarts() {
    ImageFacts postgres =
        ((ImageKnowledge.Known) CATALOGUE.image(ImageReference.of(Texts.text("postgres:16"))))
            .facts();
    ImageFacts consul =
        ((ImageKnowledge.Known) CATALOGUE.image(ImageReference.of(Texts.text("consul:1.15"))))
            .facts();

    assertEquals("ALL:5433", describe(listens("postgres -p 5433").on(postgres)));
    assertEquals(
        "LOOPBACK_IPV4:5432",
        describe(listens("postgres -c listen_addresses=127.0.0.1").on(postgres)));
    assertEquals(
        "LOOPBACK_IPV4:8500",
        describe(listens("consul agent -server").on(consul).listeners().get(0)));
  }
}
