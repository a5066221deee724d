package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BucketPolicyTest {
  private static void assertApart(String a, String b) {
    BucketPolicy.check(a, b);
    BucketPolicy.check(b, a);
  }

  private static void assertWithin(String a, String b) {
    assertThrows(IllegalArgumentException.class, () -> BucketPolicy.check(a, b), a + " " + b);
    assertThrows(IllegalArgumentException.class, () -> BucketPolicy.check(b, a), b + " " + a);
  }

  @Test
  void storesSideBySideAreApart() {
    assertApart("file:///data/scratch/", "file:///data/persistent/");
    assertApart("gs://scratch", "gs://persistent");
    assertApart("gs://bucket/a", "gs://bucket/ab/");
    assertApart("memory://x/a/", "memory://x/b/");
    assertApart("gs://x/", "memory://x/");
    assertApart("/data/x/../y", "/data/x");
  }

  @Test
  void oneWithinTheOtherIsRefused() {
    assertWithin("gs://bucket", "gs://bucket/");
    assertWithin("gs://bucket/", "gs://bucket/persistent/");
    assertWithin("GS://bucket/a", "gs://bucket/a");
    assertWithin("gs://bucket//a/", "gs://bucket/a/b");
    assertWithin("gs://bucket/x/../a", "gs://bucket/a");
  }

  @Test
  void spellingsOfOneFolderAreOne() {
    String[] spellings = {
      "file:/data/a",
      "file:///data/a",
      "file:///data/a/",
      "/data/a",
      "/data/./b/../a",
      "file:///data//a"
    };
    for (String a : spellings) {
      assertEquals("file:///data/a/", BucketPolicy.normal(a), a);
      for (String b : spellings) {
        assertWithin(a, b);
      }
      assertWithin(a, "file:///data/a/b/c/");
      assertWithin(a, "/data");
      assertWithin(a, "/");
    }
  }
}
