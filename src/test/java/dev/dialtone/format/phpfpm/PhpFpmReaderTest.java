package dev.dialtone.format.phpfpm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dialtone.harness.ShownEndpoints;
import dev.dialtone.harness.SingleFiles;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhpFpmReaderTest {
  private static final String FOLDER = "/usr/local/etc/php-fpm.d/";

  @Test
  void theImagesOwnFileComesLast() {
    assertRead(
        FOLDER + "www.conf",
        "[www]\nuser = www-data\nlisten = 127.0.0.1:9001\n",
        "listens on 9000/tcp (`user` 2:1) at ALL by default (`user` 2:1)\n");
  }

  @Test
  void onlyWhatIsReadAfterItOverrulesIt() {
    assertRead(
        FOLDER + "zzz.conf",
        "[www]\nlisten = 127.0.0.1:9001\n",
        "listens on 9001/tcp (`9001` 2:20) at LOOPBACK_IPV4 (`127.0.0.1` 2:10)\n");
  }

  @Test
  void orWhatTakesItsPlace() {
    assertRead(
        FOLDER + "zz-docker.conf",
        "[global]\ndaemonize = no\n[www]\nlisten = /run/php/fpm.sock ; shared\n",
        "listens on 9000/tcp (`/run/php/fpm.sock` 4:10) at OFF (`/run/php/fpm.sock` 4:10)\n");
  }

  @Test
  void furtherPoolsHaveSocketsOfTheirOwn() {
    assertRead(
        FOLDER + "api.conf",
        "[api]\nlisten = 9001\nlisten = \"9002\"\n[api]\nlisten = [::1]:9003\n",
        """
        listens on 9000/tcp (`listen` 2:1) at ALL by default (`listen` 2:1)
        listens on 9003/tcp (`9003` 5:16) at LOOPBACK_IPV6 (`[::1]` 5:10)
        """);
  }

  @Test
  void whatIsIncludedIsReadWhereItStands() {
    assertRead(
        "/usr/local/etc/php-fpm.conf",
        "[global]\ninclude=etc/php-fpm.d/*.conf\n[www]\nlisten = 0.0.0.0:9005\n",
        "listens on 9005/tcp (`9005` 4:18) at ALL_IPV4 (`0.0.0.0` 4:10)\n");
  }

  @Test
  void filesThatAreNotSeenMaySayMore() {
    assertRead(
        "/etc/php-fpm.conf",
        "include=/etc/php-fpm.d/*.conf\n[www]\nlisten = 9005\n",
        """
        listens on 9005/tcp (`9005` 3:10) at ALL by default (`9005` 3:10)
        includes `/etc/php-fpm.d/*.conf` 1:9
        """);
  }

  @Test
  void whoIsLetInIsNotAQuestionOfAddresses() {
    assertRead(
        FOLDER + "zzz.conf",
        "[www]\nlisten = 9000\nlisten.allowed_clients = 172.17.0.1\n",
        "listens on 9000/tcp (`9000` 2:10) at UNKNOWN by default (`9000` 2:10)\n");
  }

  @Test
  void variablesAreThoseOfTheServer() {
    assertRead(
        FOLDER + "zzz.conf",
        "[www]\nlisten = ${PORT}\n[two]\nlisten = ${OTHER}\n",
        """
        listens on 9010/tcp (`9010` 1:1) at ALL by default (`9010` 1:1)
        not complete
        """);
  }

  private static void assertRead(String path, String text, String expected) {
    Text port = Text.of(new SourceFile(new FilePath("/env"), "9010").span());
    Variables environment =
        name -> name.equals("PORT") ? new Variables.Answer.Set(port) : new Variables.Answer.Unset();
    assertEquals(
        expected,
        ShownEndpoints.of(
            PhpFpmReader.read(
                List.of(new FilePath(path)), new SingleFiles(Map.of(path, text)), environment)));
  }
}
