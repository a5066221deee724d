package org.arcoforge.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CutTextTest {
  private static final String FACE = "\uD83D\uDE00";

  @Test
  void aTextThatFitsIsLeftAsItIs() {
    assertEquals("four", CutText.of("four", 4));
    assertEquals(FACE, CutText.of(FACE, 2));
    assertEquals("short text", CutText.atWord(" short\n text ", 10));
  }

  @Test
  void aLongerOneEndsWithAnEllipsisThatCounts() {
    assertEquals("thr…", CutText.of("three words", 4));
    assertEquals("…", CutText.of("three", 1));
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertEquals("x" + FACE + "…", CutText.of("x" + FACE + FACE, 4));
    assertEquals("x" + FACE + "…", CutText.of("x" + FACE.repeat(9), 5));
    assertEquals("x" + FACE + "…", CutText.atWord("x" + FACE.repeat(9), 4));
  }

  @Test
  void aLineEndsAfterAWordUnlessThatIsTooEarly() {
    assertEquals("one two…", CutText.atWord("one two three", 10));
    assertEquals("a threefour…", CutText.atWord("a threefourfive", 11));
  }
}
