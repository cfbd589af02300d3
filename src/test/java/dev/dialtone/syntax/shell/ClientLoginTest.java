package dev.dialtone.syntax.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientLoginTest {
  private static final Variables CONTAINER =
      name ->
          switch (name) {
            case "PGUSER" -> new Variables.Answer.Set(text("env-user"));
            case "MYSQL_PWD" -> new Variables.Answer.Set(text("env-password"));
            case "REDISCLI_AUTH" -> new Variables.Answer.Unknown("the image may set it");
            default -> new Variables.Answer.Unset();
          };

  private static Text text(String value) {
    return Text.of(new SourceFile(new FilePath("compose.yaml"), value).span());
  }

  private static Text word(String word) {
    Text text = text(word);
    return word.equals("?") ? Text.unknown(text.span(), "it is not set") : text;
  }

  private static String shown(ClientLogin login) {
    return "%s %s:%s@%s/%s %s"
        .formatted(
            login.protocol(),
            login.user(),
            login.password(),
            login.realm(),
            login.database(),
            login.end());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '\u0000',
      value = {
        "pg_isready -> postgresql env-user:@/ SUCCEEDS",
        "pg_isready -U app -d shop -> postgresql app:@/shop SUCCEEDS",
        "pg_isready -qUapp --dbname=shop -> postgresql app:@/shop SUCCEEDS",
        "/usr/bin/pg_isready --username app -> postgresql app:@/ SUCCEEDS",
        "psql -tAc select shop app -> postgresql app:@/shop FAILS",
        "psql -h db -U app -- shop -> postgresql app:@/shop FAILS",
        "psql postgresql://app:pw@db/shop -> postgresql app:pw@/shop FAILS",
        "psql dbname=shop -> none",
        "psql ? -> none",
        "psql -U ? -d shop -> postgresql …:@/shop FAILS",
        "mysqladmin ping -> mysql :env-password@/ LACKS_ANSWER",
        "mysqladmin -uroot -ppw ping -h db -> mysql root:pw@/ LACKS_ANSWER",
        "mysqladmin -u root --password=pw status -> mysql root:pw@/ FAILS",
        "mysqladmin ping -u root -p pw -> none",
        "mysqladmin --defaults-extra-file=x ping -> none",
        "mariadb -u app -ppw -e select shop -> mysql app:pw@/shop FAILS",
        "mysql --user app -D shop -> mysql app:env-password@/shop FAILS",
        "redis-cli ping -> redis :…@/ LACKS_ANSWER",
        "redis-cli -h x -a pw --raw incr ping -> redis :pw@/ LACKS_ANSWER",
        "redis-cli -e --user app --pass pw PING -> redis app:pw@/ FAILS",
        "redis-cli -u redis://app:pw@db ping -> redis app:pw@/ LACKS_ANSWER",
        "redis-cli AUTH pw -> none",
        "redis-cli -a pw -> none",
        "redis-cli --askpass ping -> none",
        "mongosh -u app -p pw --authenticationDatabase admin -> mongodb app:pw@admin/ FAILS",
        "mongosh mongodb://app:pw@db/shop?authSource=users -> mongodb app:pw@users/ FAILS",
        "mongosh --eval 1 -> none",
        "mongosh -u app -p --eval 1 -> none",
        "curl -u app:pw http://db -> none",
      })
  void loginsOfCommands(String command, String logins) {
    List<Text> words = Arrays.stream(command.split(" ")).map(ClientLoginTest::word).toList();
    String shown =
        ClientLogin.of(words, CONTAINER).stream()
            .map(ClientLoginTest::shown)
            .collect(Collectors.joining());
    assertEquals(logins, shown.isEmpty() ? "none" : shown);
  }
}
