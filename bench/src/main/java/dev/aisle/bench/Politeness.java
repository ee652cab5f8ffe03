package dev.aisle.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Lets other threads go first: setpriority(2), which on Linux speaks of one thread. Elsewhere nothing happens.
final class Politeness {

    private static final int PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final int NICEST = 19;

    private Politeness() {}

    /// Lowers the priority of the calling platform thread for good; false where that cannot be done.
    static boolean standBack() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setPriority = linker.downcallHandle(
                linker.defaultLookup().find("setpriority").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            return (int) setPriority.invokeExact(PROCESS, THIS_THREAD, NICEST) == 0;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
