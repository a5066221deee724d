package org.arcoforge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A kind of transform has a case of its own, which the compiler then asks of everybody. */
class TransformCasesTest {
  @Test
  void everyKindHasOneCase() {
    List<Method> cases = List.of(Transform.Cases.class.getDeclaredMethods());
    Set<Class<?>> kinds =
        cases.stream().map(m -> m.getParameterTypes()[0]).collect(Collectors.toSet());
    assertEquals(Set.of(Transform.class.getPermittedSubclasses()), kinds);
    assertEquals(kinds.size(), cases.size());
    assertTrue(
        cases.stream().noneMatch(Method::isDefault), "a case that may be left out is forgotten");
  }

  @Test
  void eachKindIsMatchedByItsOwnCase() throws ReflectiveOperationException {
    for (Class<?> kind : Transform.class.getPermittedSubclasses()) {
      Method match = kind.getDeclaredMethod("match", Transform.Cases.class);
      assertEquals(kind, match.getDeclaringClass(), kind.getName());
    }
    Transform drop = new Transform.Drop(List.of("a"));
    Transform.Cases<?> told =
        (Transform.Cases<?>)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Transform.Cases.class},
                (proxy, method, arguments) -> method.getName() + Arrays.toString(arguments));
    assertEquals("drop[" + drop + "]", drop.match(told));
  }
}
