package dev.dialtone.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dialtone.harness.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Files that stop anywhere, and files with one character changed: of all that the test data holds.
 * A few at random unless the system property {@code fuzz.mutations} says how many, or {@code all}.
 */
class MutationTest {
  private static final String USUALLY = "100";
  private static final long SEED = 20_261_128;

  /** What is put in the place of a character: what has a meaning somewhere, and what has none. */
  private static final String CHARACTERS =
      "\n\r\t \"'`$%{}[]()<>:;,.#&*!|?@/\\=~-+_0aZ\0\u001B\uFFFD";

  /** Where a project is changed. */
  private record Place(Map<String, String> project, String file, String text, int at) {}

  private static List<Place> places() throws IOException {
    List<Place> places = new ArrayList<>();
    for (Path folder : Seeds.projects()) {
      Map<String, String> project = TestProject.read(folder).files();
      project.forEach(
          (file, text) ->
              IntStream.range(0, text.length())
                  .forEach(at -> places.add(new Place(project, file, text, at))));
    }
    return places;
  }

  @Test
  void noPrefixAndNoChangedCharacterBringsItDown() throws IOException {
    List<Place> places = places();
    String wanted = System.getProperty("fuzz.mutations", USUALLY);
    AtomicLong done = new AtomicLong();
    LongStream indices =
        wanted.equals("all")
            ? LongStream.range(0, places.size())
            : new Random(SEED).longs(Long.parseLong(wanted), 0, places.size());
    indices
        .parallel()
        .forEach(
            index -> {
              Place place = places.get((int) index);
              String text = place.text();
              char other = CHARACTERS.charAt((int) (index % CHARACTERS.length()));
              check(place, text.substring(0, place.at()));
              check(place, text.substring(0, place.at()) + other + text.substring(place.at() + 1));
              done.addAndGet(2);
            });
    assertTrue(done.get() >= 2, "nothing was tried");
    System.out.println("mutations tried: " + done.get() + " at " + places.size() + " places");
  }

  private static void check(Place place, String text) {
    Map<String, String> changed = new TreeMap<>(place.project());
    changed.put(place.file(), text);
    try {
      ProjectFuzzer.check(changed);
    } catch (RuntimeException | StackOverflowError e) {
      fail("in " + place.file() + " at " + place.at() + ":\n" + ProjectFuzzer.joined(changed), e);
    }
  }
}
