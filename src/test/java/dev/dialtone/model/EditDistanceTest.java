package dev.dialtone.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "postgres, postgres, 0",
    "postgres, postgers, 1",
    "postgres, postgre, 1",
    "postgres, postgress, 1",
    "redis, reids, 1",
    "redis, cache, 5",
    "'', db, 2",
    "ca, abc, 3"
  })
  void insertionsAndSwapsCountOnce(String one, String other, int distance) {
    assertEquals(distance, EditDistance.between(one, other));
    assertEquals(distance, EditDistance.between(other, one));
  }

  @Test
  void aLimitChangesNothingBelowIt() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String one = word(random);
      String other = word(random);
      int distance = EditDistance.between(one, other);
      for (int most = 0; most < 6; most++) {
        assertEquals(
            Math.min(distance, most + 1),
            EditDistance.between(one, other, most),
            one + " " + other + " " + most);
      }
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }
}
