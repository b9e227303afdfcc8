Console.WriteLine("cratehand");
