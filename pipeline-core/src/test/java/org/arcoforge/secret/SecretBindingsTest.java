package org.arcoforge.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.secret.SecretBinding.SecretUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBindingsTest {
  @TempDir Path home = Path.of("");

  private static SecretBinding bound(String option) throws SecretException {
    return SecretBindings.none().with(List.of(option)).of("need");
  }

  @Test
  void optionsNamePlacesAndWaysOfSending() throws SecretException {
    assertEquals(
        "the environment variable X bearer",
        bound("need=env:X").place() + " " + bound("need=env:X").use());
    assertEquals("basic", bound("need=netrc:host.org").use().toString());
    assertEquals("the file /a,b", bound("need=file:/a,b").place().toString());
    assertEquals("{query: key}", bound("need=env:X,as=query:key").use().toString());
    assertEquals("{header: X-Key}", bound("need=env:X,as=header:X-Key").use().toString());
    assertEquals("earthdata_login", bound("need=env:X,as=earthdata_login").use().toString());
  }

  @Test
  void whatMayBeASecretOnTheCommandLineIsNotRepeated() {
    for (String bad :
        List.of(
            "need=s3cretvalue", "s3cretvalue", "need=env:", "need=s3cretvalue:x", "Need=env:X")) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> SecretBindings.none().with(List.of(bad)), bad);
      assertTrue(e.toString().contains("=env:NAME"), e.toString());
      assertFalse(e.toString().contains("s3cretvalue"), e.toString());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> SecretBindings.none().with(List.of("need=env:X,as=cookie")));
  }

  @Test
  void ownSecretsAreFoundWherePeopleKeepThem() throws IOException {
    SecretBindings own = SecretBindings.ofPerson();
    SecretBinding found = own.of("my-need", Map.of("ARCO_SECRET_MY_NEED", "x")::get, home);
    assertEquals("the environment variable ARCO_SECRET_MY_NEED", found.place().toString());
    SecretException e =
        assertThrows(SecretException.class, () -> own.of("earthdata", n -> null, home));
    assertTrue(e.toString().contains("ARCO_SECRET_EARTHDATA"), e.toString());
    assertTrue(e.toString().contains("~/.netrc"), e.toString());
    Files.writeString(home.resolve(".netrc"), "");
    assertEquals(SecretUse.earthdata(), own.of("earthdata", n -> null, home).use());
    assertThrows(SecretException.class, () -> own.of("other", n -> null, home));
    // A bakery that others use looks into nobody's home.
    assertThrows(
        SecretException.class, () -> SecretBindings.none().of("earthdata", n -> "x", home));
  }

  @Test
  void tokenWithoutUserIsNoLogin() {
    SecretPlace token = new SecretPlace(SecretPlace.Kind.GCLOUD_TOKEN, "");
    assertThrows(IllegalArgumentException.class, () -> new SecretBinding(token, SecretUse.basic()));
  }
}
