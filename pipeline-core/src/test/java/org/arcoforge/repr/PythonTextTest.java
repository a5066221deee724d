package org.arcoforge.repr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected texts were printed by CPython. */
class PythonTextTest {
  @Test
  void fourDigitsAreThoseOfPythonsFormat() {
    double[] numbers = {
      1000, 100, 999.95, 1e-4, 1e-5, 0.00012345, 12345, -89.875, 0.0, -0.0, 1, 0.5, 2.675
    };
    List<String> expected =
        List.of(
            "1e+03",
            "100.0",
            "1e+03",
            "0.0001",
            "1e-05",
            "0.0001234",
            "1.234e+04",
            "-89.88",
            "0.0",
            "-0.0",
            "1.0",
            "0.5",
            "2.675");
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(expected.get(i), PythonText.shortNumber(numbers[i]));
    }
    assertEquals("nan", PythonText.shortNumber(Double.NaN));
    assertEquals("-inf", PythonText.shortNumber(Double.NEGATIVE_INFINITY));
  }

  @Test
  void numbersHaveAnExponentWherePythonWritesOne() {
    assertEquals("1000000000000000.0", PythonText.number(1e15));
    assertEquals("1e+16", PythonText.number(1e16));
    assertEquals("0.0001", PythonText.number(1e-4));
    assertEquals("1.5e-05", PythonText.number(1.5e-5));
    assertEquals("9.96921e+36", PythonText.number(9.96921e36));
  }

  @Test
  void textsInListsAreQuoted() {
    assertEquals(
        "['a', \"it's\", True, 1, 2.5]", PythonText.json(List.of("a", "it's", true, 1, 2.5)));
    assertEquals("{'k': ['\\n']}", PythonText.json(Map.of("k", List.of("\n"))));
  }
}
