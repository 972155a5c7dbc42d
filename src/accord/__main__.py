from accord.config.cli import main

main()
