package planted.unmarked;

record Unmarked() {}
