package org.arcoforge.catalog.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmitTextTest {
  @Test
  void whatHidesIsTakenOutEverywhere() {
    assertEquals("ab", EmitText.plain("a\u202e\u0000\ufeff\u2028b"));
    assertEquals("a\uD83D\uDE00b", EmitText.plain("a\uD83D\uDE00\uD83Db"));
    assertEquals("a b", EmitText.line("\n a \t\n b "));
  }

  @Test
  void nothingEndsAnElementOrAnAttribute() {
    assertEquals("&lt;b a=&quot;1&quot;&gt;&#39;&amp;", EmitText.xml("<b a=\"1\">'&"));
    String script = EmitText.script(EmitText.object().put("a", "</script><!-- & -->"));
    assertFalse(script.matches(".*[<>&].*"), script);
  }

  @Test
  void bracesOfBibtexStayInPairs() {
    assertEquals("a {b} c", EmitText.bibtex("a {b}} c"));
    assertEquals("{{x}}", EmitText.bibtex("{{x"));
    assertEquals("50\\% \\& \\#1 \\textbackslash x", EmitText.bibtex("50% & #1 \\x"));
  }

  @Test
  void cellsAreQuotedWhereTheyMustBe() {
    assertEquals("r1i1p1f2", EmitText.csv("r1i1p1f2"));
    assertEquals("\"a,\"\"b\"\" c\"", EmitText.csv("a,\"b\"\nc"));
  }

  @Test
  void markdownActsOnNothing() {
    assertEquals("\\[a\\](b) \\<i\\> \\# x", EmitText.markdown("[a](b)\n<i> # x"));
  }

  @Test
  void manyNamesAreCounted() {
    assertEquals("a, b", EmitText.some(List.of("a", "b")));
    assertEquals("a, b, c and 2 more", EmitText.some(List.of("a", "b", "c", "d", "e")));
  }
}
