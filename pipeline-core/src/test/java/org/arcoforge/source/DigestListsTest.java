package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.pattern.Checksums.Digest;
import org.junit.jupiter.api.Test;

/** Lists of digests as programs write them. */
class DigestListsTest {
  private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
  private static final String SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final Digest D = new Digest("md5", MD5);

  private static void reads(Map<String, Digest> wanted, String text) throws IOException {
    assertEquals(wanted, DigestLists.read(text), text);
  }

  @Test
  void eachFormIsRead() throws IOException {
    reads(Map.of("", D), MD5);
    reads(Map.of("", D), "md5:" + MD5 + "\n");
    reads(Map.of("a b.nc", D), MD5.toUpperCase(java.util.Locale.ROOT) + "  a b.nc\r\n");
    reads(Map.of("a.nc", D, "./d/b.nc", D), MD5 + " *a.nc\n" + MD5 + "  ./d/b.nc\n");
    reads(Map.of("a.nc", D), "MD5 (a.nc) = " + MD5 + "\n");
    reads(Map.of("a.nc", D), "MD5(a.nc)= " + MD5 + "\n");
    reads(Map.of("a.nc", D), "{\"a.nc\": \"" + MD5 + "\"}");
    reads(Map.of("a.nc", D), "{\"files\": [{\"name\": \"a.nc\", \"md5\": \"" + MD5 + "\"}]}");
    reads(
        Map.of("a.nc", new Digest("sha256", SHA256)),
        "[{\"path\": \"a.nc\", \"size\": 0, \"checksum\": \"sha256:" + SHA256 + "\"}]");
    reads(Map.of("a.nc", D), "size,filename,md5\n0,\"a.nc\"," + MD5 + "\n");
  }

  @Test
  void whatIsNoListIsRefused() {
    for (String text :
        new String[] {
          "", "<html>Busy</html>", "0123  a.nc", "{}", "a,b\n1,2", "SHA1 (a) = " + MD5
        }) {
      IOException e = assertThrows(IOException.class, () -> DigestLists.read(text), text);
      assertTrue(String.valueOf(e.getMessage()).contains("md5sum"), e.toString());
    }
  }

  @Test
  void templatesKeepTheQueryAtTheEnd() {
    Checksums beside = new Checksums("{url}.md5", "", Map.of());
    assertEquals("https://h/d/f.nc.md5?a=b/c", beside.sidecarOf("https://h/d/f.nc?a=b/c"));
    Checksums apart = new Checksums("{folder}/md5/{name}.txt", "", Map.of());
    assertEquals("https://h/d/md5/f.nc.txt", apart.sidecarOf("https://h/d/f.nc"));
  }
}
