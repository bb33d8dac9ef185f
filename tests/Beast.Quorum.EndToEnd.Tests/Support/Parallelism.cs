// Only fixtures that say so run beside each other: those that mostly wait.
[assembly: LevelOfParallelism(3)]
