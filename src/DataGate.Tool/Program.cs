Console.WriteLine("datagate");
