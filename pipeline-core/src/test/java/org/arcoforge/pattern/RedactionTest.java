package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final Redaction STRICT = Redaction.strict();

  @Test
  void usersQueryValuesAndFragmentsAreHiddenAndNothingElse() {
    Map.of(
            "https://host/f.nc", "https://host/f.nc",
            "https://me:word@host:80/f", "https://host:80/f",
            "https://me@host/f?a=1&b=2#c", "https://host/f?a=***&b=***#***",
            "https://host/f?a=&b;c=2", "https://host/f?a=&***;c=***",
            "https://me:wo/rd@host/f", "https://host/f",
            "https://host/f@2x.nc", "https://host/f@2x.nc",
            "gs://bucket/a?.nc", "gs://bucket/a?.nc",
            "gs://bucket/a.nc?token=x", "gs://bucket/a.nc?token=***",
            "/data/a?b=c#d@e.nc", "/data/a?b=c#d@e.nc",
            "file:///data/a?b=c", "file:///data/a?b=c")
        .forEach((url, shown) -> assertEquals(shown, STRICT.url(url), url));
  }

  @Test
  void publicKeysAndProjectionsOfOpendapStay() {
    Redaction some = Redaction.of(List.of("format"), false);
    assertEquals("https://h/f?format=nc&x=***", some.url("https://h/f?format=nc&x=nc"));
    assertEquals("dods://h/f?time,sst#dap2", STRICT.url("dods://h/f?time,sst#dap2"));
    assertEquals("https://h/f.nc.dods?sst[0:1:3]", STRICT.url("https://h/f.nc.dods?sst[0:1:3]"));
    assertEquals("https://h/f?***", STRICT.url("https://h/f?time,sst"));
    assertEquals("https://h/f?time,sst", Redaction.of(List.of(), true).url("https://h/f?time,sst"));
    assertEquals(
        "https://h/f?***",
        Redaction.of(List.of(), true).url("https://h/f?0123456789abcdef0123456789abcdef"));
  }

  @Test
  void templatesKeepTheirDimensions() {
    String template = "https://h/{time:%Y}.nc?day={time:%Y-%m}&v=a{v}b&w={{x}}";
    assertEquals(
        "https://h/{time:%Y}.nc?day={time:%Y-%m}&v=***{v}***&w=***", STRICT.template(template));
    assertEquals(
        UrlTemplate.parse(template).names(), UrlTemplate.parse(STRICT.template(template)).names());
  }

  @Test
  void urlsWithinATextAreFound() {
    assertEquals(
        "no answer from https://h/f?a=***, twice (http://k/g)",
        STRICT.text("no answer from https://h/f?a=secret, twice (http://me:x@k/g)"));
    assertEquals(List.of("me", "x", "v"), STRICT.hidden("http://me:x@k/g?a=v"));
  }

  @Test
  void identityTellsFilesApartButNotSignatures() {
    assertNotEquals(
        Redaction.identity("https://h/f?part=1"), Redaction.identity("https://h/f?part=2"));
    assertEquals(
        Redaction.identity("https://u@h/f?part=1&X-Amz-Signature=a"),
        Redaction.identity("https://v@h/f?part=1&X-Amz-Signature=b"));
  }

  @Test
  void redactedPatternHasNoSecretsOfHeadersNorValuesButTheSameFiles() {
    FilePattern pattern =
        FilePattern.of("https://h/{n}.nc?k=CANARY", PatternDim.concat("n", Keys.range(1, 3)))
            .withAccess(new Access(Map.of("X-Api", "CANARY", "User-Agent", "me/1"), "", 1));
    FilePattern redacted = pattern.redacted();
    assertFalse(redacted.toString().contains("CANARY"), redacted.toString());
    assertEquals(Map.of("X-Api", "***", "User-Agent", "me/1"), redacted.access().headers());
    assertEquals(pattern.size(), redacted.size());
    assertEquals("https://h/2.nc?k=***", pattern.shownUrl(pattern.position(1)));
  }

  @Test
  void whatMayBeASecretIsFoundByNameAndByLook() {
    for (String url :
        List.of(
            "https://h/f?token=x",
            "https://h/f?a=1&access_token=x",
            "https://h/f#id_token=x",
            "https://h/f?x=AKIAIOSFODNN7EXAMPLE",
            "https://h/f?x=ghp_0123456789abcdefghij",
            "https://h/f?0123456789abcdef0123456789abcdef",
            "https://h/f?sig=x",
            "https://me@h/f",
            "see https://me:x@h/f")) {
      assertTrue(SecretSigns.inUrls(url, k -> false, false).isPresent(), url);
    }
    for (String url :
        List.of(
            "https://h/f?format=netcdf4&time={time:%Y%m%d}",
            "https://h/f?id=gov.noaa.ncdc:C01606",
            "https://h/f?token={token}",
            "https://h/f?key=",
            "/data/f?token=x",
            "me@host.org")) {
      assertTrue(SecretSigns.inUrls(url, k -> false, false).isEmpty(), url);
    }
    assertTrue(SecretSigns.inUrls("https://h/f?key=x", k -> false, true).isPresent());
    assertTrue(SecretSigns.inUrls("https://h/f?key=x", "key"::equals, true).isEmpty());
  }
}
