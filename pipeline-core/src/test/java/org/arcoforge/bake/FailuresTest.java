package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.fault.Fault;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.StoreAccessException;
import org.arcoforge.store.StoreFailureException;
import org.arcoforge.zarr.ZarrException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final StoreFailureException store =
      new StoreFailureException(
          "cannot write /data/x: No space left; free some space",
          new IOException("No space left on device"));

  @Test
  void whatTheStoreSaysIsTold() {
    assertEquals(store.getMessage(), Failures.message(new RuntimeException(store)));
    assertEquals(Outcome.UNEXPECTED, Failures.outcome(store));
  }

  @Test
  void whatDecidesTheOutcomeIsToldBeforeIt() {
    SourceException source = new SourceException("file:///a.nc", "is cut off", true, store);
    assertEquals(source.getMessage(), Failures.message(new RuntimeException(source)));
    assertEquals(Outcome.SOURCES, Failures.outcome(new RuntimeException(source)));
  }

  @Test
  void ofOthersTheInnermostIsTold() {
    IOException inner = new IOException("broken pipe");
    assertEquals("broken pipe", Failures.message(new RuntimeException("outer", inner)));
  }

  @Test
  void whoseFaultItIsDecidesTheOutcomeAndSoWhetherTheRunnerTriesAgain() {
    settled(Outcome.INVALID, RefusedException.recipe("m"));
    settled(Outcome.INVALID, new StoreAccessException("m"));
    settled(Outcome.SOURCES, RefusedException.sources("m"));
    settled(Outcome.SOURCES, new SourceException("u", "m", true));
    settled(Outcome.CONFLICT, new ObjectExistsException("m"));
    retried(Outcome.SOURCES, new SourceException("u", "m", false));
    retried(Outcome.CONFLICT, new GenerationMismatchException("m"));
    retried(Outcome.CONFLICT, new LeaseHeldException("m"));
    retried(Outcome.UNEXPECTED, store);
    retried(Outcome.UNEXPECTED, new ObjectNotFoundException("m"));
    retried(Outcome.UNEXPECTED, new ZarrException("m"));
    retried(Outcome.UNEXPECTED, new IllegalStateException("m"));
  }

  private static void settled(Outcome outcome, Exception e) {
    assertEquals(outcome, Failures.outcome(e));
    assertTrue(Failures.isSettled(e), e::toString);
    assertFalse(Failures.isSettled(new RuntimeException(e)), "what caused it may be mended");
  }

  private static void retried(Outcome outcome, Exception e) {
    assertEquals(outcome, Failures.outcome(e));
    assertFalse(Failures.isSettled(e), e::toString);
  }

  @Test
  void everyExceptionThatPackagesThrowAtEachOtherSaysWhoseFaultItIs() {
    Set<String> silent =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.arcoforge")
                .stream()
                .filter(
                    c -> c.getSimpleName().endsWith("Exception") && !c.isAssignableTo(Fault.class))
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    // These know no file: who catches them says where it was.
    assertEquals(Set.of("ConversionException", "TemplateException", "ValueException"), silent);
  }
}
