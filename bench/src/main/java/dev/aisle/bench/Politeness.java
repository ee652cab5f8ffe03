package dev.aisle.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Lets other threads go first: nice(2), which on Linux speaks of one thread. Elsewhere nothing happens.
final class Politeness {

    private static final int STEPS = 19;

    private Politeness() {}

    /// Lowers the priority of the calling platform thread for good.
    @SuppressWarnings("restricted") // the whole program may call native code
    static void standBack() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle nice = linker.downcallHandle(
                linker.defaultLookup().find("nice").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int ignored = (int) nice.invokeExact(STEPS);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
