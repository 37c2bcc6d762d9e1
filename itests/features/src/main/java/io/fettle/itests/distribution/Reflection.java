package io.fettle.itests.distribution;

import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls services whose types the inspector doesn't import. */
final class Reflection {
    private Reflection() {}

    static Object call(Object target, String method, Object... arguments) throws ReflectiveOperationException {
        for (Method candidate : target.getClass().getMethods()) {
            if (candidate.getName().equals(method) && accepts(candidate, arguments)) {
                candidate.setAccessible(true);
                Object result = candidate.invoke(target, arguments);
                return result == null ? "" : result;
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + method + Arrays.toString(arguments));
    }

    static Object field(Object target, String field) throws ReflectiveOperationException {
        Object value = target.getClass().getField(field).get(target);
        return value == null ? "" : value;
    }

    private static boolean accepts(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
