package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> KNOWN = List.of("concat", "merge", "dates", "keys");

  @Test
  void findsOneEditAndSwappedLetters() {
    assertEquals(Optional.of("concat"), Spelling.nearest("conct", KNOWN));
    assertEquals(Optional.of("concat"), Spelling.nearest("cnocat", KNOWN));
    assertEquals(Optional.of("concat"), Spelling.nearest("CONCAT", KNOWN));
    assertEquals(Optional.of("dates"), Spelling.nearest("date", KNOWN));
  }

  @Test
  void doesNotGuessWildly() {
    assertEquals(Optional.empty(), Spelling.nearest("xyz", KNOWN));
    assertEquals(Optional.empty(), Spelling.nearest("", KNOWN));
    assertEquals("expected one of: concat, merge, dates, keys", Spelling.hint("frequency", KNOWN));
  }

  @Test
  void namesAllThatAreEquallyNear() {
    assertEquals(
        "did you mean 'int32' or 'int64'?",
        Spelling.hint("int", List.of("int32", "int64", "bool")));
  }
}
